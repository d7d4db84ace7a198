setInterval(async () => {
  try {
    const found = await (await fetch("/health")).json();
    if (found.status === "ok" && found.room) location.reload();
  } catch {
    // The server is stopping, or starts again: the next look tells.
  }
}, 15000);
