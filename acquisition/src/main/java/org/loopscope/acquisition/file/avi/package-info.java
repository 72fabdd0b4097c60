/** AVI files of one video stream: their frames, and the codecs that miniscope software writes. */
@NullMarked
package org.loopscope.acquisition.file.avi;

import org.jspecify.annotations.NullMarked;
