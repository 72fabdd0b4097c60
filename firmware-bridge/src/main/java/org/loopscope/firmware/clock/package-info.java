/** The session clock and how device clocks map onto it; the only package that reads the machine's clock. */
@NullMarked
package org.loopscope.firmware.clock;

import org.jspecify.annotations.NullMarked;
