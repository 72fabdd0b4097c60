/** Natural-looking pictures from a seed: noise, dead leaves, textures and edges, with nothing to download. */
@NullMarked
package org.loopscope.stimulus.generate;

import org.jspecify.annotations.NullMarked;
