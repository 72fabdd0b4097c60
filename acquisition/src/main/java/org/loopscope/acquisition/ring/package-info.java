/** Frames through a file that two processes of one host have mapped: Loopscope's ring, and Scanbox's single frame. */
@NullMarked
package org.loopscope.acquisition.ring;

import org.jspecify.annotations.NullMarked;
