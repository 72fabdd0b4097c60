package org.loopscope.tests.interop;

import java.util.List;

/**
 * An array's extents, and the SHA-256, in hexadecimal, of its little-endian elements in row-major order. A truth is one
 * byte, 0 or 1.
 */
record ArrayDigest(List<Integer> shape, String sha256) {}
