/** Benchmarks that the command line offers: what they run, and what they say. */
@NullMarked
package org.loopscope.controller.bench;

import org.jspecify.annotations.NullMarked;
