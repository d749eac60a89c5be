import {reduceLROnPlateau} from 'tfjs-callbacks';
import {app} from './app.js';

app([reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 10})]);
