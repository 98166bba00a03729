/** The plotting library and its styles, as one chunk. */
import 'uplot/dist/uPlot.min.css';

export { default } from 'uplot';
