/**
 * Pictures written as short codes: principal components of a bank, and a small convolutional generator trained on it.
 * What is made in a code looks like the bank, since the code can say little else.
 */
@NullMarked
package org.loopscope.inference.latent;

import org.jspecify.annotations.NullMarked;
