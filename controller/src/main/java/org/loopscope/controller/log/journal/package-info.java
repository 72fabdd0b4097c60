/** The journal: an append-only file of checksummed session events, its writer, its reader and its byte layout. */
@NullMarked
package org.loopscope.controller.log.journal;

import org.jspecify.annotations.NullMarked;
