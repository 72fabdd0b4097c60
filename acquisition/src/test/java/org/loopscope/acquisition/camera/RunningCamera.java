package org.loopscope.acquisition.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.acquisition.camera.simulated.PacketLoss;
import org.loopscope.acquisition.camera.simulated.SimulatedCamera;

/** A simulated camera on a thread of its own, as the one in its own housing would be. */
final class RunningCamera implements AutoCloseable {
    private final Queue<Consumer<SimulatedCamera>> wishes = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean off;

    RunningCamera(FrameSource scene, String address, int firstId, PacketLoss loss) throws IOException {
        SimulatedCamera camera = new SimulatedCamera(
                scene, InetAddress.getByName(address), "T" + address.replace(".", ""), firstId, loss);
        thread = new Thread(() -> run(camera), "camera " + address);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(SimulatedCamera camera) {
        try (camera) {
            while (!off) {
                for (Consumer<SimulatedCamera> wish = wishes.poll(); wish != null; wish = wishes.poll()) {
                    wish.accept(camera);
                }
                if (!camera.doWork(System.nanoTime())) {
                    LockSupport.parkNanos(100_000);
                }
            }
        }
    }

    /** Does something to the camera on its thread. */
    void wish(Consumer<SimulatedCamera> wish) {
        wishes.add(wish);
    }

    /** The plug is pulled. */
    @Override
    public void close() {
        off = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while a camera ended", e));
        }
    }
}
