import { ownCells } from "./own.js";

const STUCK_MS = 1000;
const LOST_MS = 5000;

/** Draw the page when its notebook is first shown, and again whenever its kernel was restarted or came back. */
export async function keepDrawn(panel, run) {
  await Promise.all([panel.context.ready, panel.sessionContext.ready, panel.revealed]);
  const draw = async () => {
    for (const cell of ownCells(panel)) await run(panel, cell);
  };
  let work = draw();
  let fresh = false; // maybe a kernel that has not drawn the page yet
  panel.sessionContext.statusChanged.connect((context, status) => {
    if (status === "restarting" || status === "autorestarting" || status === "starting") {
      fresh = true;
      if (status === "starting") setTimeout(() => wake(context), STUCK_MS);
      if (status === "autorestarting" && ownCells(panel).length) void putNoticeAway(panel.context.path);
    } else if (status === "idle" && fresh) {
      fresh = false;
      const redraw = async () => (await hasRun(context.session?.kernel)) || draw();
      work = soon(work).then(redraw, redraw); // one after the other, also when a kernel dies meanwhile
    }
  });
}

/** JupyterLab's own notice of a kernel's death would stand over a page that comes back by itself. */
async function putNoticeAway(path) {
  for (let tries = 0; tries < 30; tries += 1) {
    const notice = [...document.querySelectorAll(".jp-Dialog")].find((each) => each.textContent.includes(path));
    if (notice) return notice.querySelector("button.jp-mod-accept")?.click();
    await new Promise((go) => setTimeout(go, 100));
  }
}

/** After a restart from outside the line stays at "starting" until somebody asks the kernel for something. */
async function wake({ session }) {
  if (session?.kernel?.status !== "starting") return;
  await session.kernel.reconnect();
  await session.kernel.requestKernelInfo();
}

/** Whether this kernel has run the page's cells: the news of a restart may come twice, or after the redrawing began. */
async function hasRun(kernel) {
  const asked = { code: "", silent: true, store_history: false, user_expressions: { here: "'pages' in globals()" } };
  const reply = await soon(kernel?.requestExecute(asked).done);
  return reply?.content.user_expressions?.here?.data?.["text/plain"] === "True";
}

/** What was asked of a kernel that was restarted from outside is never answered: wait so long and no longer. */
function soon(promise) {
  return Promise.race([promise, new Promise((go) => setTimeout(go, LOST_MS))]);
}
