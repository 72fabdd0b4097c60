/** Pictures made from the encoding model: each target neuron's most exciting image. */
@NullMarked
package org.loopscope.inference.synthesis;

import org.jspecify.annotations.NullMarked;
