export { createLine } from './line.js';
