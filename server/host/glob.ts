// The walker by itself: it is loaded by whoever walks, and a check of one file does not.
export { glob } from 'tinyglobby';
