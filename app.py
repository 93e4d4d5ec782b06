"""Serves the assistant: settings → assembly → server."""

from assistant.assembly import assemble, choose_embedder
from assistant.server import serve
from assistant.settings import project_folder, read_settings
from assistant.telemetry import set_up_logging

if __name__ == "__main__":
    settings = read_settings(dotenv_path=project_folder() / ".env")
    set_up_logging(settings.log_level)
    serve(assemble(settings, embedder=choose_embedder(settings)), settings=settings)
