package org.loopscope.tests.fuzz;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.nwb.NwbMetadata;

/**
 * Events with numbers of no meaning, of every kind that there is: records are filled by what their components are, and
 * drawn anew where the record itself refuses them. Every array has {@value #ITEMS} items, so that arrays fit each other.
 */
final class MadeUpEvents {
    private static final int ITEMS = 3;
    private static final int MOST_DRAWS = 5000;

    private final SplittableRandom random;

    MadeUpEvents(long seed) {
        random = new SplittableRandom(seed);
    }

    List<SessionEvent> oneOfEach() {
        List<SessionEvent> events = new ArrayList<>();
        for (Class<?> kind : SessionEvent.class.getPermittedSubclasses()) {
            events.add((SessionEvent) of(kind));
        }
        return events;
    }

    private Object of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        Class<?> kind = (Class<?>) type;
        if (kind == int.class || kind == Integer.class) {
            return 1 + random.nextInt(ITEMS);
        } else if (kind == long.class) {
            return 1 + random.nextLong(1_000_000);
        } else if (kind == float.class) {
            return (float) random.nextDouble();
        } else if (kind == double.class) {
            return random.nextDouble();
        } else if (kind == boolean.class) {
            return random.nextBoolean();
        } else if (kind == String.class) {
            return "text-" + random.nextInt(10);
        } else if (kind == FrameFormat.class) {
            return new FrameFormat(16 + random.nextInt(500), 16, 30.1, 2, 3, 32_768);
        } else if (kind == NwbMetadata.class) {
            return SmallNwb.metadata();
        } else if (kind.isEnum()) {
            return kind.getEnumConstants()[random.nextInt(kind.getEnumConstants().length)];
        } else if (kind.isArray()) {
            return array(kind.getComponentType());
        } else if (kind.isSealed()) {
            Class<?>[] kinds = kind.getPermittedSubclasses();
            return of(kinds[random.nextInt(kinds.length)]);
        }
        return record(kind);
    }

    private Object array(Class<?> item) {
        Object array = Array.newInstance(item, ITEMS);
        for (int i = 0; i < ITEMS; i++) {
            Array.set(array, i, of(item));
        }
        return array;
    }

    /** An optional, a list, or a map with every constant of its enumeration. */
    private Object collection(ParameterizedType generic) {
        Type[] of = generic.getActualTypeArguments();
        if (generic.getRawType() == Optional.class) {
            return Optional.of(of(of[0]));
        }
        if (generic.getRawType() == List.class) {
            List<Object> items = new ArrayList<>();
            int count = 1 + random.nextInt(2);
            for (int i = 0; i < count; i++) {
                items.add(of(of[0]));
            }
            return items;
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object key : ((Class<?>) of[0]).getEnumConstants()) {
            map.put(key, of(of[1]));
        }
        return map;
    }

    private Object record(Class<?> kind) {
        RecordComponent[] parts = kind.getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        for (int i = 0; i < parts.length; i++) {
            types[i] = parts[i].getType();
        }
        try {
            Constructor<?> constructor = kind.getDeclaredConstructor(types);
            for (int draw = 0; draw < MOST_DRAWS; draw++) {
                Object[] values = new Object[parts.length];
                for (int i = 0; i < parts.length; i++) {
                    values[i] = of(parts[i].getGenericType());
                }
                try {
                    return constructor.newInstance(values);
                } catch (InvocationTargetException e) {
                    // It does not take these: others are drawn.
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(kind + " cannot be made", e);
        }
        throw new IllegalStateException(kind + " refused everything that was drawn");
    }
}
