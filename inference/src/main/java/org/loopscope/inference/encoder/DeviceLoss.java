package org.loopscope.inference.encoder;

/**
 * A model gave up its device and went on with the plain-Java backend.
 *
 * @param member which of the session's models, in the order of the experiment
 * @param call before which of its calls, counted from 1; 0 where the device was lost while the model was made. The call was
 *     done again, whole, after the exchange
 * @param reason the driver's own words, one line
 * @param continuesOn the device that it went on with, in words
 */
public record DeviceLoss(int member, long call, String reason, String continuesOn) {}
