/** The timing device of the simulated rig: a microcontroller with a drifting clock, in memory. */
@NullMarked
package org.loopscope.firmware.simulated;

import org.jspecify.annotations.NullMarked;
