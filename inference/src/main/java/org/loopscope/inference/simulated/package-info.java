/** Simulated visual cortex: neurons with known receptive fields that see what is on the screen. */
@NullMarked
package org.loopscope.inference.simulated;

import org.jspecify.annotations.NullMarked;
