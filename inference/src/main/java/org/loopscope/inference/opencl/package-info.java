/** The encoding model's operations as OpenCL kernels, through JOCL; the only package that knows the vendor's types. */
@NullMarked
package org.loopscope.inference.opencl;

import org.jspecify.annotations.NullMarked;
