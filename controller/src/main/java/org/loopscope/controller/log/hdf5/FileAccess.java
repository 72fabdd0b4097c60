package org.loopscope.controller.log.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5F_CLOSE_STRONG;
import static org.bytedeco.hdf5.global.hdf5.H5F_LIBVER_EARLIEST;
import static org.bytedeco.hdf5.global.hdf5.H5F_LIBVER_V110;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_FILE_ACCESS_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5Pcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_fclose_degree;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_libver_bounds;
import static org.loopscope.controller.log.hdf5.Hdf5Calls.check;

/** How the library is to handle a file: its driver and its format. */
final class FileAccess {
    private FileAccess() {}

    /** A new property list, the caller's to close. */
    static long list(OrderedDriver driver, Writing writing, String what) {
        long access = check(H5Pcreate(H5P_CLS_FILE_ACCESS_ID_g()), what);
        driver.use(access);
        int lowest = writing == Writing.LIVE ? H5F_LIBVER_V110 : H5F_LIBVER_EARLIEST;
        check(H5Pset_libver_bounds(access, lowest, H5F_LIBVER_V110), what);
        check(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG), what);
        return access;
    }
}
