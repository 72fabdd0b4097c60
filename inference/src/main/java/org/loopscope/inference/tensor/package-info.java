/** The arithmetic of the encoding model: typed operations on device memory, and their plain-Java implementation. */
@NullMarked
package org.loopscope.inference.tensor;

import org.jspecify.annotations.NullMarked;
