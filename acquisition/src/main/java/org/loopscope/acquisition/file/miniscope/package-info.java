/** Recordings of the UCLA Miniscope software. */
@NullMarked
package org.loopscope.acquisition.file.miniscope;

import org.jspecify.annotations.NullMarked;
