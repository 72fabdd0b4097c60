/** Pictures of a session, drawn without a screen or a font: cells, traces, model quality, exciting images, latency. */
@NullMarked
package org.loopscope.controller.pictures;

import org.jspecify.annotations.NullMarked;
