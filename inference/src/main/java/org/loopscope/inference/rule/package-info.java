/**
 * How a model's weights follow from the presentations. One of the three parts that define a model; the others are its
 * architecture and its objective.
 */
@NullMarked
package org.loopscope.inference.rule;

import org.jspecify.annotations.NullMarked;
