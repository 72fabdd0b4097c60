/** How good the model is, against repeated responses and a linear baseline, and which neurons are worth targeting. */
@NullMarked
package org.loopscope.inference.quality;

import org.jspecify.annotations.NullMarked;
