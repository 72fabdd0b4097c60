/** Recordings that another process is still writing. */
@NullMarked
package org.loopscope.acquisition.file.follow;

import org.jspecify.annotations.NullMarked;
