// Starlight's types of Astro.locals come with its own entry.
import '@astrojs/starlight';
