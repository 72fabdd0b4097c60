/**
 * What a model's fit makes small. One of the three parts that define a model; the others are its architecture and its
 * learning rule.
 */
@NullMarked
package org.loopscope.inference.objective;

import org.jspecify.annotations.NullMarked;
