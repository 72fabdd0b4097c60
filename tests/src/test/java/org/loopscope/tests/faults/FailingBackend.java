package org.loopscope.tests.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * A backend that does so many operations and then throws at every one, as a driver does whose device is gone, or never
 * comes back from one. */
final class FailingBackend {
    private final Object real;
    private final AtomicLong left;
    private final Runnable end;

    private FailingBackend(Object real, AtomicLong left, Runnable end) {
        this.real = real;
        this.left = left;
        this.end = end;
    }

    /** @param left operations that it still does; counted down, so several backends may share a device's end */
    static TensorBackend of(TensorBackend real, AtomicLong left) {
        return of(TensorBackend.class, real, left, () -> {
            throw new IllegalStateException("CL_DEVICE_NOT_AVAILABLE\n(made up)");
        });
    }

    /** @param released when it hangs no longer */
    static TensorBackend hanging(TensorBackend real, AtomicLong left, CountDownLatch released) {
        return of(TensorBackend.class, real, left, () -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static <T> T of(Class<T> kind, T real, AtomicLong left, Runnable end) {
        FailingBackend failing = new FailingBackend(real, left, end);
        return kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(),
                new Class<?>[] {kind},
                (proxy, method, arguments) -> failing.invoke(method, arguments)));
    }

    private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
        boolean works = switch (method.getName()) {
            case "close", "device", "toString", "hashCode", "equals" -> true;
            default -> left.decrementAndGet() >= 0;
        };
        if (!works) {
            end.run();
        }
        try {
            Object answer = method.invoke(real, arguments);
            return answer instanceof Convolution convolution ? of(Convolution.class, convolution, left, end) : answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
