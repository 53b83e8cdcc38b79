"""Films: checked at the door, probed, freed of place and device, captioned, and made fit for the networks."""
