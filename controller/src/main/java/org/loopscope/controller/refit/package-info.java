/** A finished session's responses, fitted again from other beginnings: what an earlier network's core would have saved. */
@NullMarked
package org.loopscope.controller.refit;

import org.jspecify.annotations.NullMarked;
