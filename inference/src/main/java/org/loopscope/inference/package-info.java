/** The encoding model's place in the loop: what it learns from, and what it answers. */
@NullMarked
package org.loopscope.inference;

import org.jspecify.annotations.NullMarked;
