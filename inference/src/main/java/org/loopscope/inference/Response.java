package org.loopscope.inference;

import org.loopscope.stimulus.Presentation;

/**
 * The neurons' answer to one presentation.
 *
 * @param presentation what was shown, with its measured onset
 * @param rates mean inferred activity per neuron over the response window; never changed after construction
 * @param frames how many frames fell into the window
 */
public record Response(Presentation presentation, float[] rates, int frames) {}
