package org.loopscope.acquisition.camera.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.acquisition.FrameSource.Poll;

/**
 * A GigE Vision camera in software that shows a scene: any frame source, such as the simulated microscope. It is found,
 * controlled and read over UDP as a real one is (GigE Vision 1.2: GVCP on port 3956, GVSP), with nothing of Aravis in it, so
 * that reading it back tests both sides of the wire.
 *
 * <p>The scene starts when acquisition is started for the first time, and keeps its own rate whatever it is told. Exposure,
 * gain and trigger can be set and change nothing. The time stamp of a frame is its exposure's end. No thread of its own:
 * {@link #doWork} is called often, by one thread.
 */
public final class SimulatedCamera implements AutoCloseable {
    private final FrameSource scene;
    private final CameraRegisters registers;
    private final ControlChannel control;
    private final StreamChannel stream;
    private final Frame frame;
    private boolean started;

    /**
     * @param address of a network interface, such as 127.0.0.2
     * @param serial up to 15 characters; the camera's id is {@code Loopscope-Scene-} and this
     * @param firstId id of the first frame, 1 to 65535
     * @throws IOException when the address is not one of this machine's, or another camera has it
     */
    public SimulatedCamera(FrameSource scene, InetAddress address, String serial, int firstId, PacketLoss loss)
            throws IOException {
        if (serial.isEmpty() || serial.length() > 15 || firstId < 1 || firstId > 65_535) {
            throw new IllegalArgumentException(
                    "a simulated camera has a serial number of 1 to 15 characters and a first id of 1 to 65535, not "
                            + serial + " and " + firstId);
        }
        this.scene = scene;
        frame = new Frame(scene.format().widthPx(), scene.format().heightPx());
        registers = new CameraRegisters(scene.format(), address, serial);
        stream = new StreamChannel(registers, loss, address, firstId);
        try {
            control = new ControlChannel(registers, listener(), address);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    /**
     * Answers what was asked, and sends a frame of the scene when its exposure has ended; true when there was something to
     * do. Blocks for no longer than sending a frame takes.
     */
    public boolean doWork(long nowNs) {
        try {
            boolean worked = control.doWork(nowNs);
            if (registers.get(CameraRegisters.ACQUISITION) == 0) {
                return worked;
            }
            if (!started) {
                started = true;
                scene.startAt(nowNs);
            }
            if (scene.poll(nowNs, frame) != Poll.FRAME) {
                return worked;
            }
            stream.send(frame);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated camera's network failed: " + e.getMessage(), e);
        }
    }

    private ControlChannel.Listener listener() {
        return new ControlChannel.Listener() {
            @Override
            public void testPacketWanted() throws IOException {
                stream.sendTest();
            }

            @Override
            public void resendWanted(int frameId, int first, int last) throws IOException {
                stream.resend(frameId, first, last);
            }
        };
    }

    /** Changes the size of the frames while they are sent, as no camera should. For the thread that calls doWork. */
    public void resize(int widthPx, int heightPx) {
        registers.resize(widthPx, heightPx);
    }

    /** The camera is gone from the network, without a word. The scene stays open. */
    @Override
    public void close() {
        try {
            control.close();
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated camera cannot be closed: " + e.getMessage(), e);
        }
    }
}
