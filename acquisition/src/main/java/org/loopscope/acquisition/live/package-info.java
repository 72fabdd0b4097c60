/** What sources that cannot wait for us share: being ready, the device's clock, pixels off the wire. */
@NullMarked
package org.loopscope.acquisition.live;

import org.jspecify.annotations.NullMarked;
