/** A recording that stands in for a subject: real pictures with the real responses to them, read as NumPy and PIL do. */
@NullMarked
package org.loopscope.stimulus.recorded;

import org.jspecify.annotations.NullMarked;
