/**
 * What a model is made of: a core that all neurons share, and a readout for each. One of the three parts that define a
 * model (Richards et al. 2019, "A deep learning framework for neuroscience"); the others are its objective and its
 * learning rule.
 */
@NullMarked
package org.loopscope.inference.architecture;

import org.jspecify.annotations.NullMarked;
