package org.loopscope.acquisition.file.movie;

/** Edges on the microscope's own inputs that it stored with a frame; valid until the next frame is read. */
public interface DeviceEdges {
    /** A device without inputs. */
    DeviceEdges NONE = new DeviceEdges() {
        @Override
        public int lines() {
            return 0;
        }

        @Override
        public int count(int line) {
            return 0;
        }

        @Override
        public long deviceNs(int line, int edge) {
            throw new IndexOutOfBoundsException("this recording has no edges");
        }

        @Override
        public long lost() {
            return 0;
        }
    };

    /** Inputs of the device; ScanImage's auxTrigger0 is line 0. */
    int lines();

    /** Edges on a line during the frame. */
    int count(int line);

    /** When an edge came, on the device's clock, nanoseconds. */
    long deviceNs(int line, int edge);

    /** Edges so far that did not fit the room for one frame. */
    long lost();
}
