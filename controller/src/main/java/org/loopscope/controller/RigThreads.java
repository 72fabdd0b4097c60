package org.loopscope.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.session.Agent;

/**
 * Starts every thread of Loopscope's own, each named for its role: acquisition, imaging, experiment, model, matching,
 * cell-search, log, telemetry, and the one that makes the rig safe when the process is told to end. The first exception of any of them
 * stops them all.
 */
public final class RigThreads {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopping;

    /**
     * Runs an agent's duty cycle on a thread of its own until it has finished, or all are stopped.
     *
     * @param idleNs how long the thread rests when there was nothing to do: the price of an idle core against latency
     */
    public void start(Agent agent, long idleNs) {
        start(agent.role(), () -> run(agent, idleNs));
    }

    /** The same for work that no frame waits for: it takes what the processor has left over. */
    public void startInBackground(Agent agent, long idleNs) {
        start(agent.role(), () -> {
            BackgroundPriority.take();
            run(agent, idleNs);
        });
    }

    private void start(String role, Runnable work) {
        Thread thread = new Thread(work, role);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /**
     * Does something on a background thread and waits for it, so that threads which it leaves behind, such as an OpenCL
     * driver's, are background threads too.
     */
    public static <T> T inBackground(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(() -> {
            BackgroundPriority.take();
            return work.get();
        });
        new Thread(task, "background").start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while work in the background was waited for", e);
        }
    }

    private void run(Agent agent, long idleNs) {
        try {
            while (!agent.finished() && !stopping) {
                if (!agent.doWork()) {
                    LockSupport.parkNanos(idleNs);
                }
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        stopping = true;
    }

    /** The exception that stopped the threads, or null. */
    public @Nullable Throwable failure() {
        return failure.get();
    }

    /** Tells every agent's thread to stop after the duty cycle that it is in. */
    public void stop() {
        stopping = true;
    }

    /** Waits until every thread has ended; false when one has not within the patience. */
    public boolean join(long patienceMs) {
        try {
            for (Thread thread : threads) {
                thread.join(patienceMs);
                if (thread.isAlive()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets the calling thread rest. */
    public static void rest(long ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    /** Runs {@code action} when the process is told to end (Ctrl-C, SIGTERM); undone by {@link ShutdownGuard#close}. */
    public static ShutdownGuard onShutdown(Runnable action) {
        Thread hook = new Thread(action, "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        return new ShutdownGuard(hook);
    }

    /** A registered shutdown action. */
    public static final class ShutdownGuard implements AutoCloseable {
        private final Thread hook;

        private ShutdownGuard(Thread hook) {
            this.hook = hook;
        }

        @Override
        public void close() {
            if (!Thread.currentThread().equals(hook)) {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException alreadyShuttingDown) {
                    return;
                }
            }
        }
    }
}
