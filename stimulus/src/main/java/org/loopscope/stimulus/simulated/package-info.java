/** A display without a screen: flips on its own clock, and a photodiode that sees them. */
@NullMarked
package org.loopscope.stimulus.simulated;

import org.jspecify.annotations.NullMarked;
