/** The deep encoding model of the recorded neurons. */
@NullMarked
package org.loopscope.inference.encoder;

import org.jspecify.annotations.NullMarked;
