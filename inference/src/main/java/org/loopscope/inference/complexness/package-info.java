/**
 * Simple or complex: whether a cell's responses follow one image or the best of several (Ukita, Yoshida and Ohki 2019, Sci
 * Rep 9:3791).
 */
@NullMarked
package org.loopscope.inference.complexness;

import org.jspecify.annotations.NullMarked;
