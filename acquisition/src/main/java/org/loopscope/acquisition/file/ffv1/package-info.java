/** FFV1, versions 0, 1 and 3 (RFC 9043): the lossless codec that miniscope software writes by default. */
@NullMarked
package org.loopscope.acquisition.file.ffv1;

import org.jspecify.annotations.NullMarked;
