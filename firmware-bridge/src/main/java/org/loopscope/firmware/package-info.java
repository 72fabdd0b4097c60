/** Timing hardware: the session clock, TTL edges, timed pulses, and the devices that carry them. */
@NullMarked
package org.loopscope.firmware;

import org.jspecify.annotations.NullMarked;
