"""The composer: write, check as you type, choose channels, pictures, evidence and time, send to review."""
