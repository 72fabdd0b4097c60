/** What crosses modules: scenarios, architecture rules, fault injection, benchmarks, interoperability. */
@NullMarked
package org.loopscope.tests;

import org.jspecify.annotations.NullMarked;
