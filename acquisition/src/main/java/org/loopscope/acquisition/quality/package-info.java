/** How good each frame is: light, motion, focus; measured while the session runs. */
@NullMarked
package org.loopscope.acquisition.quality;

import org.jspecify.annotations.NullMarked;
