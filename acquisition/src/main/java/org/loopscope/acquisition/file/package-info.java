/** Frames from files. */
@NullMarked
package org.loopscope.acquisition.file;

import org.jspecify.annotations.NullMarked;
