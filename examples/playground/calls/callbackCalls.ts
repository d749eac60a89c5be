import {planOf} from '../settings/planOf.js';
import type {Settings} from '../settings/Settings.js';
import {call, type Call} from './Call.js';
import {firstPeriod, scheduleCall, triangles} from './scheduleCall.js';

/** The callbacks in the order of their list. */
export function callbackCalls(settings: Settings): Call[] {
  const {clipping, plateau, patience, factor} = settings;
  const scheduler = schedulerCall(settings);
  return [
    ...(scheduler ? [scheduler] : []),
    ...(plateau
      ? [call('reduceLROnPlateau', {...(factor !== 0.1 && {factor}), ...(patience !== 10 && {patience})})]
      : []),
    ...(clipping === 'none' ? [] : [call('gradientNormMonitor')]),
    call('learningRateMonitor'),
    call('terminateOnNaN'),
  ];
}

/** What drives the rate. One cycle, restarts and triangles have callbacks of their own. */
function schedulerCall(settings: Settings): Call | undefined {
  const {schedule, learningRate} = settings;
  const {totalSteps} = planOf(settings);
  const momentum = hasMomentum(settings) ? {} : {cycleMomentum: false};
  if (schedule === 'oneCycle') return call('oneCycle', {maxLr: learningRate, ...momentum});
  if (schedule === 'triangular') return call('cyclicalLearningRate', {...triangles(settings), ...momentum});
  if (schedule === 'restarts') {
    return call('cosineAnnealingWarmRestarts', {t0: firstPeriod(totalSteps), tMult: 2, by: 'step'});
  }
  const course = scheduleCall(settings);
  return course && call('learningRateScheduler', {schedule: course, by: 'step'});
}

/** Whether there is a momentum that may go up and down. RMSProp's is 0 here, and stays so. */
function hasMomentum({optimizer}: Settings): boolean {
  return ['momentum', 'nesterov', 'adam', 'adamax'].includes(optimizer);
}
