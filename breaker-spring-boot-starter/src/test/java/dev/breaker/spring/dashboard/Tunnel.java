package dev.breaker.spring.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be cut, as a network can, and be mended. */
final class Tunnel implements AutoCloseable {

    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean frozen;

    Tunnel(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("tunnel", this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Ends every connection, and lets no other begin. */
    void cut() {
        cut = true;
        endAll();
    }

    /** Lets nothing through any more, without a word: as if the other side were gone. */
    void freeze() {
        frozen = true;
    }

    void mend() {
        cut = false;
        frozen = false;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket from = entrance.accept();
                sockets.add(from);
                if (cut) {
                    from.close();
                } else {
                    connect(from);
                }
            } catch (IOException closed) {
                // the next one, or none
            }
        }
    }

    private void connect(Socket from) throws IOException {
        Socket to;
        try {
            to = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException nobodyThere) {
            from.close();
            return;
        }
        sockets.add(to);
        start("tunnel-there", () -> carry(from, to));
        start("tunnel-back", () -> carry(to, from));
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!frozen) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException ended) {
            // so does the other direction
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void endAll() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // it is closed
            }
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        endAll();
    }
}
