/** Pictures bred for a neuron from its measured responses alone: no model, no gradient. */
@NullMarked
package org.loopscope.inference.evolution;

import org.jspecify.annotations.NullMarked;
