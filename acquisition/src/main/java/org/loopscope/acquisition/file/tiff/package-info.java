/** TIFF and BigTIFF recordings: plain, ImageJ, OME and ScanImage. */
@NullMarked
package org.loopscope.acquisition.file.tiff;

import org.jspecify.annotations.NullMarked;
