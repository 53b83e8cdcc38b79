/** Every style sheet in styles/, also those of single screens. */
import.meta.glob("./styles/*.css", { eager: true });
